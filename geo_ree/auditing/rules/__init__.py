"""The rules of the audit, a subject a file."""
