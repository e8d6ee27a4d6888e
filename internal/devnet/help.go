package devnet

// Help is the help of mpool devnet.
const Help = `devnet starts anvil on this machine, deploys Balancer V2, demo tokens and one Managed
Pool, prints all addresses, and runs until Ctrl-C.

The pool's owner is anvil's first account, whose key is public: nothing on this chain
has value. With --state the chain is saved in a file and restored at the next start;
the file FILE.devnet.json next to it stores the addresses.

With --safe a 2-of-3 Safe owns the pool. It gets as many tokens as each account, and
half of the BPT.

v2 pools need their Hardhat artifacts: give the folder with --artifacts. Without it
the pool is a v1 pool. Both hold up to 50 tokens.`
