"""Mutilated files of every format through the readers: no crash, no hang, no greed, nothing touched outside."""
