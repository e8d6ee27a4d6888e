package market

import (
	"maps"
	"slices"
)

// spacings counts how often each spacing occurs.
type spacings struct {
	counts map[int64]int
	last   int64 // counted separately, because the next one is usually the same
	run    int
}

func spacingsOf(times []int64) *spacings {
	var all spacings
	for i := 1; i < len(times); i++ {
		all.add(times[i] - times[i-1])
	}
	return &all
}

func (s *spacings) add(apart int64) {
	if apart == s.last {
		s.run++
		return
	}
	s.settle()
	s.last, s.run = apart, 1
}

func (s *spacings) settle() {
	if s.run == 0 {
		return
	}
	if s.counts == nil {
		s.counts = map[int64]int{}
	}
	s.counts[s.last] += s.run
	s.run = 0
}

// sum is the number of spacings.
func (s *spacings) sum() (n int) {
	s.settle()
	for _, times := range s.counts {
		n += times
	}
	return n
}

// common is the largest number of seconds of which every spacing is a multiple; 0 without a spacing.
func (s *spacings) common() (common int64) {
	s.settle()
	for apart := range s.counts {
		for a := apart; a > 0; {
			common, a = a, common%a
		}
	}
	return common
}

// usual is the median spacing. If the spacings jitter around one of the steps that price series
// usually have, it is that step. It is 1 without a spacing.
func (s *spacings) usual() int64 {
	n := s.sum()
	if n == 0 {
		return 1
	}
	sorted := slices.Sorted(maps.Keys(s.counts))
	median := s.ranked(sorted, (n-1)/2)
	low, high := s.ranked(sorted, n/10), s.ranked(sorted, n-1-n/10)
	nearest := median
	for _, step := range usualSteps() {
		near := abs(step-median) <= median/10 && step >= low && step <= high
		if near && (nearest == median || abs(step-median) < abs(nearest-median)) {
			nearest = step
		}
	}
	return nearest
}

// ranked is the spacing with this rank.
func (s *spacings) ranked(sorted []int64, rank int) int64 {
	for _, apart := range sorted {
		if rank -= s.counts[apart]; rank < 0 {
			return apart
		}
	}
	return sorted[len(sorted)-1]
}

// usualSteps are the steps of common price series, in seconds.
func usualSteps() []int64 {
	const minute, hour, day = 60, 3600, 86400
	return []int64{12, minute, 3 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour, 8 * hour, 12 * hour, day, 7 * day}
}

func abs(n int64) int64 { return max(n, -n) }
