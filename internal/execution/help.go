package execution

// SendHelp is the help of mpool send.
const SendHelp = `send reads a plan written with --out, plans the same operation again on the newest
block, and sends it if nothing has changed: the same calls, and no findings that the
plan does not have. Otherwise the plan is stale and refused. After mining, the pool is
compared with the prediction, field by field.

It also reads files written by mpool sign, several if several people have signed; the
signed transactions must then be exactly those that would be signed now: the next
nonces, the same contents, and a max fee that is still high enough.

With --fork nothing is sent: the plan is mined on an anvil fork of the node, which ends
with this command, and the pool is checked until all changes have ended.`

// ResumeHelp is the help of mpool resume.
const ResumeHelp = `resume checks the transactions that an earlier run has signed. A transaction that the
chain does not know is published again unchanged; a mined one is verified against the
prediction; and the rest of the operation is planned again on the newest block and
sent, with the keys given as for any sending. Without an ID it resumes the only
unfinished operation. Running it again does no harm.

If someone else was to sign and send (for example the node with --unlocked) and the
answer was lost, only you can determine whether the transaction was sent: look up the
nonce on the chain, and use --tx-hash HASH or --not-sent.`
