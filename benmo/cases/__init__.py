"""Cases: what the user gave, gathered into one bundle of documents for each case."""
