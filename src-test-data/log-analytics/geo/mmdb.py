"""The MaxMind DB format (specification 2.0, public), written and read with nothing but the standard library.

The writer is what build.py needs: one IPv6 tree that holds IPv4 below ::/96, records of 24, 28 or 32 bits, a data
section in which repeated maps, arrays and strings are pointers, metadata at the end. The reader exists to check the
writer and to look into other files; it is written from the specification, not from the writer.
"""

import ipaddress
import struct

MARKER = b"\xab\xcd\xefMaxMind.com"


class UInt16(int):
    pass


class UInt32(int):
    pass


class UInt64(int):
    pass


class DataSection:
    """Encodes values one after the other; what was written before becomes a pointer."""

    def __init__(self):
        self.buffer = bytearray()
        self.offsets = {}

    def add(self, value):
        """The offset of the value, writing it only if an equal one is not there yet."""
        key = self._key(value)
        if key in self.offsets:
            return self.offsets[key]
        offset = len(self.buffer)
        self._write(value)
        return offset

    def _key(self, value):
        if isinstance(value, dict):
            return ("map",) + tuple((k, self._key(v)) for k, v in value.items())
        if isinstance(value, list):
            return ("array",) + tuple(self._key(v) for v in value)
        return (type(value).__name__, value)

    def _write(self, value):
        if isinstance(value, (dict, list, str)):
            key = self._key(value)
            if key in self.offsets and self._worth_a_pointer(value):
                self.buffer += pointer(self.offsets[key])
                return
            self.offsets.setdefault(key, len(self.buffer))
        if isinstance(value, dict):
            self._control(7, len(value))
            for name, part in value.items():
                self._write(name)
                self._write(part)
        elif isinstance(value, list):
            self._control(11, len(value))
            for part in value:
                self._write(part)
        elif isinstance(value, str):
            encoded = value.encode("utf-8")
            self._control(2, len(encoded))
            self.buffer += encoded
        elif isinstance(value, bool):
            self._control(14, int(value))
        elif isinstance(value, float):
            self._control(3, 8)
            self.buffer += struct.pack(">d", value)
        elif isinstance(value, (UInt16, UInt32, UInt64)):
            encoded = int(value).to_bytes((int(value).bit_length() + 7) // 8, "big")
            self._control({UInt16: 5, UInt32: 6, UInt64: 9}[type(value)], len(encoded))
            self.buffer += encoded
        else:
            raise TypeError(f"no MaxMind DB type for {value!r}")

    @staticmethod
    def _worth_a_pointer(value):
        return not isinstance(value, str) or len(value.encode("utf-8")) > 2

    def _control(self, kind, size):
        if size < 29:
            short, more = size, b""
        elif size < 29 + 256:
            short, more = 29, bytes([size - 29])
        else:
            short, more = 30, (size - 285).to_bytes(2, "big")
        if kind <= 7:
            self.buffer.append(kind << 5 | short)
        else:
            self.buffer += bytes([short, kind - 7])
        self.buffer += more


def pointer(offset):
    if offset < 2048:
        return bytes([1 << 5 | offset >> 8, offset & 0xFF])
    offset -= 2048
    if offset < 1 << 19:
        return bytes([1 << 5 | 1 << 3 | offset >> 16]) + (offset & 0xFFFF).to_bytes(2, "big")
    raise ValueError("data section too large for this writer")


class Tree:
    """A binary trie over 128 bits. A later, longer prefix overrides a shorter one inside its range."""

    def __init__(self):
        self.root = [None, None]

    def insert(self, network, leaf):
        bits, length = address_bits(network)
        node = self.root
        for depth in range(length - 1):
            side = bits >> (127 - depth) & 1
            child = node[side]
            if not isinstance(child, list):
                child = [child, child]
                node[side] = child
            node = child
        node[bits >> (128 - length) & 1] = leaf

    def alias(self, network, target):
        self.insert(ipaddress.ip_network(network), target)

    def node_at(self, network):
        bits, length = address_bits(ipaddress.ip_network(network))
        node = self.root
        for depth in range(length):
            node = node[bits >> (127 - depth) & 1]
        return node

    def collapse(self):
        """Equal neighbours become one: the reader then reports the widest network."""
        self._collapse(self.root)

    def _collapse(self, node):
        for side in (0, 1):
            child = node[side]
            if isinstance(child, list):
                self._collapse(child)
                if not isinstance(child[0], list) and child[0] == child[1]:
                    node[side] = child[0]


def address_bits(network):
    if network.version == 4:
        return int(network.network_address), network.prefixlen + 96
    return int(network.network_address), network.prefixlen


def write(path, entries, *, database_type, description, build_epoch, record_size):
    """entries: (ip_network, record) in any order; longer prefixes win over the shorter ones around them."""
    data = DataSection()
    tree = Tree()
    for network, record in sorted(entries, key=lambda e: (address_bits(e[0])[1], address_bits(e[0])[0])):
        tree.insert(network, data.add(record))
    tree.collapse()
    ipv4 = tree.node_at("::/96")
    for alias in ("::ffff:0:0/96", "2001::/32", "2002::/16"):
        tree.alias(alias, ipv4)

    numbers, order, queue = {id(tree.root): 0}, [tree.root], [tree.root]
    while queue:
        for child in queue.pop(0):
            if isinstance(child, list) and id(child) not in numbers:
                numbers[id(child)] = len(order)
                order.append(child)
                queue.append(child)
    count = len(order)

    def record(child):
        if child is None:
            return count
        if isinstance(child, list):
            return numbers[id(child)]
        return count + 16 + child

    search_tree = bytearray()
    for left, right in order:
        search_tree += pack_records(record(left), record(right), record_size)

    metadata = DataSection()
    metadata.add({
        "binary_format_major_version": UInt16(2),
        "binary_format_minor_version": UInt16(0),
        "build_epoch": UInt64(build_epoch),
        "database_type": database_type,
        "description": {"en": description},
        "ip_version": UInt16(6),
        "languages": ["en"],
        "node_count": UInt32(count),
        "record_size": UInt16(record_size),
    })
    with open(path, "wb") as file:
        file.write(bytes(search_tree) + bytes(16) + bytes(data.buffer) + MARKER + bytes(metadata.buffer))


def pack_records(left, right, record_size):
    if max(left, right) >= 1 << record_size:
        raise ValueError(f"{record_size} bits a record do not hold this tree")
    if record_size == 24:
        return left.to_bytes(3, "big") + right.to_bytes(3, "big")
    if record_size == 28:
        return ((left & 0xFFFFFF).to_bytes(3, "big") + bytes([(left >> 24) << 4 | right >> 24])
                + (right & 0xFFFFFF).to_bytes(3, "big"))
    return left.to_bytes(4, "big") + right.to_bytes(4, "big")


class Reader:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes = file.read()
        start = self.bytes.rindex(MARKER) + len(MARKER)
        self.base = start
        self.metadata, _ = self._decode(0)
        self.base = self.metadata["node_count"] * self.metadata["record_size"] // 4 + 16

    def get(self, address):
        address = ipaddress.ip_address(address)
        bits = int(address)
        node, count = 0, self.metadata["node_count"]
        for depth in range(128):
            if node >= count:
                break
            node = self._child(node, bits >> (127 - depth) & 1)
        if node == count:
            return None
        return self._decode(node - count - 16)[0]

    def _child(self, node, side):
        size = self.metadata["record_size"]
        at = node * size // 4
        if size == 28:
            row = self.bytes[at:at + 7]
            if side == 0:
                return (row[3] >> 4) << 24 | int.from_bytes(row[0:3], "big")
            return (row[3] & 15) << 24 | int.from_bytes(row[4:7], "big")
        width = size // 8
        return int.from_bytes(self.bytes[at + side * width:at + (side + 1) * width], "big")

    def _decode(self, offset):
        control = self.bytes[self.base + offset]
        offset += 1
        kind, size = control >> 5, control & 31
        if kind == 1:
            return self._pointer(control, offset)
        if kind == 0:
            kind = 7 + self.bytes[self.base + offset]
            offset += 1
        if size >= 29:
            width = size - 28
            extra = int.from_bytes(self.bytes[self.base + offset:self.base + offset + width], "big")
            size = extra + (29, 285, 65821)[width - 1]
            offset += width
        if kind == 7:
            result = {}
            for _ in range(size):
                name, offset = self._decode(offset)
                result[name], offset = self._decode(offset)
            return result, offset
        if kind == 11:
            result = []
            for _ in range(size):
                part, offset = self._decode(offset)
                result.append(part)
            return result, offset
        if kind == 14:
            return bool(size), offset
        payload = self.bytes[self.base + offset:self.base + offset + size]
        offset += size
        if kind == 2:
            return payload.decode("utf-8"), offset
        if kind == 3:
            return struct.unpack(">d", payload)[0], offset
        if kind in (5, 6, 9, 10):
            return int.from_bytes(payload, "big"), offset
        raise ValueError(f"type {kind}")

    def _pointer(self, control, offset):
        width = (control >> 3 & 3) + 1
        payload = self.bytes[self.base + offset:self.base + offset + width]
        value = int.from_bytes(payload, "big")
        if width < 4:
            value |= (control & 7) << 8 * width
        value += (0, 2048, 526336, 0)[width - 1]
        return self._decode(value)[0], offset + width
