package inspect

// Help is a command's help text and its examples.
type Help struct{ Long, Example string }

// StatusHelp is the help of mpool status.
func StatusHelp() Help {
	return Help{Long: `status reads a pool at one block and shows its owner, its switches, its fees, its
weights and the progress of a change, its tokens and its circuit breakers. POOL is an
address or a name in the configuration. Several pools, or --all for every pool of the
configuration, give a table: TVL by the pool's spot prices, what is changing, and what is
unusual, such as OPEN NOW if anyone can empty the pool. --details adds the tokens' addresses,
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
resumes them.`, Example: `  mpool status 0x… --rpc-url http://127.0.0.1:8545
  mpool status treasury --block finalized
  mpool status --all
  mpool status treasury --at "2026-12-24 09:00" --tz Europe/Zurich
  mpool status treasury --brief --watch
  mpool status treasury --ics treasury.ics
  mpool status treasury --json`}
}

// WaitHelp is the help of mpool wait.
func WaitHelp() Help {
	return Help{Long: `wait reads the pool at the newest block, again and again, and ends with exit code 0 when
it is as --until says:

  weights          no change of the weights runs or is scheduled
  fee              no change of the swap fee runs or is scheduled
  time=TIME        the newest block's time is TIME or later: +2d,
                   "2026-12-24 09:00" (in --tz), 2026-12-24T09:00Z,
                   "2026-12-24 09:00 Europe/Zurich"
  breaker          a circuit breaker has tripped; breaker=WETH: that of a token

Where the change that was waited for is replaced by another one, stopped or given another
end, wait ends with exit code 3: a script must not go on as if it were over. Time is
that of the newest block; on a development chain it stands still while nothing is sent,
and mpool says so. A node that does not answer is asked again until it
does. --timeout ends the wait with exit code 3; without it there is no limit.`, Example: `  mpool wait treasury --until weights && mpool fee-set treasury 0.3%
  mpool wait treasury --until time=+2d --timeout 3d
  mpool wait treasury --until breaker=WETH`}
}

// HistoryHelp is the help text of mpool history.
const HistoryHelp = `history reads the pool's events and shows the actions of its owner and of its asset
managers, with the values before and after, and who sent the transaction. It omits
joins, exits and swaps. At the end it checks that the events lead to the pool's
current state, and warns if they do not.

Without --since or --from-block it starts at the pool's creation, which only an
archive node finds quickly; on other nodes it reads from block 0.

For values that events report only as a difference, such as moved balances or minted
and burned BPT, the difference is shown with its sign, as a (change); its path in
--json and --csv ends in _delta.`
