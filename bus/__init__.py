"""How services talk: events, commands and queries over RabbitMQ, with state in MongoDB.

The bus knows kombu, pymongo and (in `bus.nameko` alone) nameko; it knows nothing of the community.
A service lists its doors (`bus.doors`), says what it publishes (`bus.events`), and is hosted either in
plain threads (`bus.host`) or in a nameko container (`bus.nameko`).

Reading order: events, wire, doors; database, relay, consumer, failing; link, topology, rpc, actor; host, nameko.
"""
