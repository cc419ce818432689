"""Offline character recognition of page images (OCR), through the optional package rapidocr that ships its models."""
