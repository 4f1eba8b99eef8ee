"""Arithmetic and grammar of the ledger: no database, no clock, no request. Figures are Decimal, shares percent."""
