"""Somebody else's program asks a service of ours with nothing but stock nameko."""

import os

from nameko.standalone.rpc import ClusterRpcProxy

with ClusterRpcProxy({"AMQP_URI": os.environ["AMQP_URI"]}, timeout=5) as services:
    for region in services.directory.get_reference()["regions"]:
        print(region["slug"], region["name"])
