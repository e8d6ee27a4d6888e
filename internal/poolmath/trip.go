package poolmath

// Direction says which bounds of a breaker an operation is checked against.
type Direction uint8

// The directions of ManagedPoolAmmLib.BoundCheckKind.
const (
	Lower Direction = iota // the price falls: the input token of a swap
	Upper                  // the price rises: the output token of a swap
	Both                   // joins and exits, which move every price
)

// Check says whether the breaker allows an operation that leaves the given state. All values have 18
// decimals. It mirrors ManagedPoolAmmLib.checkCircuitBreaker and
// CircuitBreakerLib.hasCircuitBreakerTripped; BAL#356 where it trips, BAL#003 and BAL#004 where it is
// set and the price cannot be computed.
func (b Breaker) Check(d Direction, actualSupply, balance, weight Int) (err error) {
	defer catch(&err)
	b.check(d, actualSupply, balance, weight)
	return nil
}

// check rounds the price down for the lower bound and up for the upper one.
func (b Breaker) check(d Direction, actualSupply, balance, weight Int) {
	if d > Both {
		abort("no such direction")
	}
	if d == Lower || d == Both {
		if bound := b.lowerPrice(weight); !bound.IsZero() {
			price := quoDown(mul(actualSupply, weight), balance)
			require(!price.Lt(&bound), breakerTripped)
		}
	}
	if d == Upper || d == Both {
		if bound := b.upperPrice(weight); !bound.IsZero() {
			price := quoUp(mul(actualSupply, weight), balance)
			require(!price.Gt(&bound), breakerTripped)
		}
	}
}
