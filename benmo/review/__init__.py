"""From read documents to a review: checkpoints, grade, and the JSON that the contract describes."""

from benmo.review.service import review, review_all, review_each

__all__ = ["review", "review_all", "review_each"]
