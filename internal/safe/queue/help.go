package queue

// Help is the help text of mpool safe queue.
const Help = `queue reads the queued transactions of the Safe that owns a pool from the configured
transaction service. Each hash is computed locally from the transaction's fields and
compared with the service's; each signature is checked: key signatures are recovered,
contracts asked (EIP-1271), and approvals read from the chain. The transactions are
simulated in the order of their nonces, each on the state after the earlier ones, with
their changes of the pool. Each is checked as by mpool safe check: do not sign what is
refused there. Invalid confirmations are reported and do not count.

The exit code is 3 if the next transaction is unknown: the service lists fewer than it
reports, shows nothing with the Safe's next nonce or skips a nonce, or several
transactions have the same nonce. At most 50 are checked and simulated.

The service's API key is read from SAFE_TRANSACTION_SERVICE_API_KEY.`
