package review

// Help is the help text of mpool safe check.
const Help = `check reads a Transaction Builder batch, or a plan of mpool with its calls as a batch.
It says first what the batch changes and whether to sign it, then why. It checks that the file is
unchanged, and for which chain and Safe it is; decodes every call; and plans calls to a
pool or the Vault, previews them and applies the policies as if mpool had made them.
Unknown calls are listed as unknown. It reports allowances that remain, tokens that are
not the pool's, and delegate calls; it refuses payments to addresses not given with
--recipient, allowances without --spender, asset managers without --trust-manager, new
tokens without an outside --price by their address, gifts to the LPs, and reports of a
gain or loss without --accept-report. Then it simulates the whole batch, both as calls
and as the Safe's own transaction with its guard, and shows the changes of the Safe's
balances.

Trusted pools are proven pools that you name with --pool, MPOOL_POOL or the
configuration. A pool that only the batch mentions, that has the same name as yours or
that the Safe owns is not trusted: deposits into it need --recipient. Refused are also
new rights for others after the transaction, trades with limits far from the simulated
result, and batches that give more than they get at the prices of --price.

The exit code is 3 also where mpool cannot vouch for the batch: a call that it does not
know, unless --contract names the called contract; a wrong checksum, unless
--ignore-checksum accepts it; and calls that are no operation of a pool, if no Safe is
named, if its transaction cannot be simulated, or if only the file names a Safe that
has no role in your pools (--safe). sign and propose need the same flags,
or your answer at a terminal; hash and exec show these.

Nothing is signed or sent. A file from someone else may claim anything about itself:
only what mpool finds itself counts.`
