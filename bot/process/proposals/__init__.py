"""Proposals (项目立项申请表): a project is proposed, approved, and comes to life; or is started as one that runs."""
