package inspect

// StatusHelp is what mpool status says of itself.
const StatusHelp = `status reads a pool at one block and shows its owner, its switches, its fees, its
weights and the progress of a change, its tokens and its circuit breakers. POOL is an
address or a name in the configuration. --details adds the tokens' addresses,
cash and bounds; --brief is five lines.

With --at it shows the pool at a later time if nobody acts before: weights, swap fee, AUM
fee due, supply, prices and bounds change by themselves, balances do not. This is
computed locally with the contracts' arithmetic.

--watch shows the newest block in place until Ctrl-C (exit code 130). Where standard
output is no terminal, it writes a line for each change that neither time nor trades
make: switches, fees, changes of weights that begin, end or are replaced, tokens,
circuit breakers that trip.

--ics writes the ends of the changes that run or are scheduled to a calendar file
(RFC 5545); a later entry of the same pool takes the place of an earlier one.

Unfinished operations on the pool from this machine are listed with the command that
resumes them.`

// HistoryHelp is what mpool history says of itself.
const HistoryHelp = `history reads the pool's events and shows the actions of its owner and of its asset
managers, with the values before and after, and who sent the transaction. It omits
joins, exits and swaps. At the end it checks that the events lead to the pool's
current state, and warns if they do not.

Without --since or --from-block it starts at the pool's creation, which only an
archive node finds quickly; on other nodes it reads from block 0.

For values that events report only as a difference, such as moved balances or minted
and burned BPT, the difference is shown with its sign, as a (change); its path in
--json and --csv ends in _delta.`
