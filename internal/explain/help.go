package explain

// Help is the help text of mpool explain.
const Help = `explain says what a word or a code of mpool, or an error, calldata or a transaction of
Balancer's contracts means, and what to do about it:

  BPT, TVL, "AUM fee"       a word of the glossary: mpool help glossary
  BAL#302, 302, MIN_WEIGHT  an error code of Balancer, or a message with one
  breaker.trips, stale      a code of mpool's findings, warnings and errors
  0x08c379a0…, 0x           revert data of a call
  0x819c70f3…               calldata of a pool, its factories, the Vault,
                            BalancerQueries or a token, and of a Safe's
                            execTransaction or multiSend with the calls inside
  0x and 64 digits          a transaction hash: what it did, its events, and
                            why it reverted

Only a transaction needs a node. With POOL, calldata is shown with the symbols and
decimals of its tokens, which needs a node too. mpool does not guess unknown data.`
