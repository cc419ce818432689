"""Numbered changes of the tables. One that was released is never edited: the next number changes what it did."""
