package setup

// Help returns the command's help text and its examples.
func Help() (long, example string) {
	return `init writes a first configuration: the node, the chain, and names for the owner's pools.
It reads the events of all known Managed Pool factories of the chain, lists the pools of
the owner with tokens, asset managers and age, and writes those that are confirmed one by
one: anyone can create a pool for any owner. On a terminal it asks; otherwise each pool is
confirmed by --pool NAME=ADDRESS. An existing file is never changed: --print shows the
lines instead. A node's address that may contain a key is not written: set MPOOL_RPC_URL.

The first join of a pool is mpool first-join.`, `  mpool init
  mpool init --rpc-url http://127.0.0.1:8545 --owner 0x… --pool fund=0x…
  mpool init --owner 0x… --pool fund=0x… --pool reserve=0x… --config team.yaml
  mpool init --owner 0x… --pool fund=0x… --print`
}
