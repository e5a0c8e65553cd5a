"""What the trade writes, by grammar: lengths, sizes, counts, money, dates, codes, places."""
