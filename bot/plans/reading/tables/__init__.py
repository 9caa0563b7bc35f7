"""Plans that stand in a table: an Excel workbook or a CSV file, of any program and of people's own making."""
