"""A review as people read it: plain text for the terminal, one self-contained page of html."""
