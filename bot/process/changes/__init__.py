"""Change control (变更申请-评估-审批): a plan that all have confirmed changes by request.

Any member asks; Liaison computes what it does to the plan; the departments that it touches assess it, and PM and
sponsor approve one version of it. Approval is the change: the plan moves and a new baseline is numbered in one
transaction.
"""
