package offline

// SignHelp is the help of mpool sign.
const SignHelp = `sign signs the transactions of a plan written with --out, without a node: nonces and gas
settings must be given. Several calls of one account get consecutive nonces. The signed
file contains no secret, but anyone who has it can send it; mpool send plans the
operation again first, and refuses if anything differs.

The plan contains the pool's state. sign plans the operation again on that state: the
calls must be those of the file, and the policies in this machine's configuration must
allow it, unless --override is given. Without a node, sign cannot check whether the pool
has changed since.

Wallets that mpool cannot reach work too: --raw-unsigned prints the unsigned bytes,
their hash and every field, and --signature takes the wallet's result, once per
transaction, in order: the 65-byte signature or the whole signed transaction.`
