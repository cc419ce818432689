"""Text in, facts and spans out.

This package reads files, repairs their text and finds in it what a legal reader needs. It knows no model service, no
database and no page, and it imports nothing else of this project.
"""
