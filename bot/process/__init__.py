"""What happens: one folder a flow, the same file names in each; `kernel` beneath, `flows` and `callbacks` above."""
