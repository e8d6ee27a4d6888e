package findings

// errorsOfDevnets are the codes of errors of chains that mpool runs.
func errorsOfDevnets() []Row {
	return []Row{
		{"devnet", "error", "the development chain could not be started", "see the message"},
		{"devnet.ended", "error", "anvil stopped", "start the development chain again"},
		{"devnet.no_anvil", "error", "anvil is not installed", "install Foundry"},
		{"devnet.no_artifact", "error", "a contract's artifact is missing", "run the devnet's installation again"},
		{"devnet.not_a_devnet", "error", "the node is not a development chain", "use a node that mpool devnet has started"},
		{"devnet.port", "error", "the port is invalid", "use 0 to 65535"},
		{"devnet.port_busy", "error", "the port is in use", "use another port"},
		{"devnet.state", "error", "the saved state of the development chain cannot be used", "start without it"},
		{"fork", "error", "the fork could not be started or used", "see the message"},
		{"fork.ended", "error", "anvil stopped unexpectedly", "run it again"},
	}
}
