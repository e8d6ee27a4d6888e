package signing

// SignHelp is the help of mpool safe sign.
const SignHelp = `sign plans and simulates a plan again, or checks a batch as mpool safe check does, shows
it with its hashes, and signs the locally computed safeTxHash. It does not sign what is
refused or reverts. What mpool cannot vouch for, as in mpool safe check, it signs only if
you confirm at a terminal, or name it with --recipient or --ignore-checksum: --yes is
not enough. The signature is written to a file with everything that was signed,
for mpool safe exec. A Ledger shows the domain hash and the message hash: compare them.

The nonce is the Safe's next one unless --nonce is given. --from-queue signs a queued
transaction of the service, for the Safe that owns the pool, unchanged: the hash is
computed locally from its fields, and it is checked like a batch.`

// ExecHelp is the help of mpool safe exec.
const ExecHelp = `exec collects the owners' signatures, checks each against the locally computed hash and
the Safe's owners, has the node simulate the Safe's transaction with them, and compares
the pool afterwards with the prediction. With --broadcast the transaction is sent,
recorded, resumed and verified like any other. The executor pays the gas and need not
be an owner.

A signature is a file written by mpool safe sign, the 65 bytes of a wallet as 0x…, or
OWNER=0x… for a contract owner (EIP-1271); the latter two may also be in files.
Approvals of the hash on the chain count, and so does an owner who executes.

--from-queue executes a transaction of the transaction service, for the Safe that owns
the pool, with the signatures there. The hash is computed locally, and each signature
is checked against it: the service is not trusted. Calls that mpool does not know are
never executed. A wrong checksum of a file is shown and does not keep you from
executing it: the owners have signed exactly these calls.`

// ProposeHelp is the help of mpool safe propose.
const ProposeHelp = `propose uploads a Safe transaction, with signatures of its owners, to the configured Safe
transaction service, where the other owners' programs find it. The hash is computed
locally, and the service must show the same transaction under it afterwards: another
hash is refused. What the service already has is not proposed again, so it is safe to
run it again after an error. Signatures are as for mpool safe exec: of a key, or as
OWNER=0x… of a contract. With --from-queue, signatures are added to a queued
transaction, for the Safe of the configured pool. What mpool cannot vouch for is
proposed as mpool safe sign signs it: --yes is not enough.

The service's API key is read from SAFE_TRANSACTION_SERVICE_API_KEY.`

// ExportHelp is the help of mpool safe export.
const ExportHelp = `export plans and simulates the plan's operation again on the newest block. If the result
is the same, it writes the calls as a Transaction Builder batch, for the Safe web app
and other programs. Nothing is sent.

Calls are written with method and inputs if all programs read those the same way, and
as calldata otherwise. The written file is read back and must contain the same calls,
to the byte.`

// HashHelp is the help of mpool safe hash.
const HashHelp = `hash computes what the owners of a Safe sign: the domain hash, the message hash and the
safeTxHash, as hardware wallets show them. They are computed locally, from the calls
and the Safe's version. Each call is shown decoded.

A plan is planned and simulated again on the newest block, and must give the same
result. A batch is checked as by mpool safe check: problems are shown and set the exit
code. Several calls become one transaction, a delegate call of MultiSendCallOnly. The
nonce is the Safe's next one unless --nonce is given: queued transactions come first.
For an owner that is itself a Safe, mpool checks whether it supports message signatures
(EIP-1271) before it shows a message to sign; otherwise use approveHash.`
