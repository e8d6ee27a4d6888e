package doctor

// Help returns the command's help text and its examples.
func Help() (long, example string) {
	return `doctor checks what mpool needs: the configuration and who can change it; the node (its
chain, old states, eth_simulateV1, JSON-RPC batches, the range of eth_getLogs, its newest
block against this machine's clock); whether each pool of the configuration is there and
is Balancer's; the Safe transaction service, if one is set; anvil and its version; who
can read the key files; and the records of what was sent. Each line is ok, a warning
(mpool works, with less), refused, or skipped, and says what to do. It changes nothing, opens no key and needs no
terminal.`, `  mpool doctor
  mpool doctor --rpc-url http://127.0.0.1:8545 --chain mainnet
  mpool doctor --json`
}
