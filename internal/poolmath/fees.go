package poolmath

const secondsPerYear = 365 * 24 * 60 * 60

// AumFeesBpt is the BPT due as AUM fees at the block time now, in wei, rounded down twice. It is 0 if
// no time has passed or the fee is 0. Times are in seconds. It mirrors
// ExternalAUMFees.getAumFeesBptAmount; BAL#003, and BAL#004 for a fee of 1e18 or more.
func AumFeesBpt(totalSupply Int, now, lastCollection uint64, annualPercentage Int) (z Int, err error) {
	defer catch(&err)
	return aumFeesBpt(totalSupply, now, lastCollection, annualPercentage), nil
}

func aumFeesBpt(totalSupply Int, now, lastCollection uint64, annualPercentage Int) Int {
	if now <= lastCollection || annualPercentage.IsZero() {
		return Int{}
	}
	annualBptAmount := bptForPoolOwnership(totalSupply, annualPercentage)
	elapsedTime := num(now - lastCollection)
	return quoDown(mul(annualBptAmount, elapsedTime), num(secondsPerYear))
}

// bptForPoolOwnership mirrors ExternalFees.bptForPoolOwnershipPercentage.
func bptForPoolOwnership(totalSupply, percentage Int) Int {
	return quoDown(mul(totalSupply, percentage), complement(percentage))
}

// ProtocolShare splits the BPT due as AUM fees. The protocol's share is rounded up; the owner receives
// the rest. The percentage is the one that the pool caches. It mirrors
// ManagedPoolSettings._collectAumManagementFees; BAL#001 for a percentage above 1e18, BAL#003.
func ProtocolShare(due, protocolPercentage Int) (protocol, owner Int, err error) {
	defer catch(&err)
	share := mulUp(due, protocolPercentage)
	return share, sub(due, share), nil
}
