package poolmath

// Progress is the share of a change from start to end that is done at the block time now: 0 at and
// before the start, 1e18 at and after the end, rounded down between. Times are in seconds. It mirrors
// GradualValueChange.calculateValueChangeProgress.
func Progress(now, start, end uint64) Int {
	if now >= end {
		return num(one)
	} else if now <= start {
		return Int{}
	}
	totalSeconds := end - start
	secondsElapsed := now - start
	return divDown(num(secondsElapsed), num(totalSeconds))
}

// Interpolate is the value at the given progress of a change from start to end; the distance covered
// is rounded down. It mirrors GradualValueChange.interpolateValue for the values that the pool stores
// (weights of 64 bits, fees of 62), whose products fit. Where start and end are more than 2^196 apart
// the contract reverts, but Interpolate computes the exact value: see InterpolatedValue.
func Interpolate(start, end, progress Int) (z Int) {
	if o := num(one); !progress.Lt(&o) || start == end {
		return end
	}
	if start.Gt(&end) {
		delta := share(progress, start, end)
		z.Sub(&start, &delta)
	} else {
		delta := share(progress, end, start)
		z.Add(&start, &delta)
	}
	return z
}

// share is progress * (a-b) / 1e18 rounded down, for progress below 1e18.
func share(progress, a, b Int) (z Int) {
	a.Sub(&a, &b)
	o := num(one)
	z.MulDivOverflow(&progress, &a, &o)
	return z
}

// InterpolatedValue is the value at the block time now of a change from start to end between two times
// in seconds. It mirrors GradualValueChange.getInterpolatedValue; BAL#003 where start and end are too
// far apart for mulDown.
func InterpolatedValue(start, end Int, now, startTime, endTime uint64) (z Int, err error) {
	defer catch(&err)
	return interpolateValue(start, end, Progress(now, startTime, endTime)), nil
}

func interpolateValue(start, end, progress Int) (z Int) {
	if o := num(one); !progress.Lt(&o) || start == end {
		return end
	}
	if progress.IsZero() {
		return start
	}
	if start.Gt(&end) {
		delta := mulDown(progress, sub(start, end))
		return sub(start, delta)
	}
	delta := mulDown(progress, sub(end, start))
	return add(start, delta)
}

// ResolveStart is the time at which a change with the requested time start begins: a start in the past
// becomes now. Times are in seconds. It mirrors GradualValueChange.resolveStartTime; BAL#326 where
// that is after the end.
func ResolveStart(now, start, end uint64) (resolved uint64, err error) {
	resolved = max(now, start)
	if resolved > end {
		return 0, Error{gradualUpdateTimeTravel}
	}
	return resolved, nil
}
