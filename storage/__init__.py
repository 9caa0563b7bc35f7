"""What is kept: tables and named queries, one file a flow."""
