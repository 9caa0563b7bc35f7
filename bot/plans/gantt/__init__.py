"""The Gantt picture of a plan: which lines it has, where all of it lies on which page, and its SVG.

lines → layout → svg; what is between them is plain data, so that a table or a PDF can be made of the same.
"""
