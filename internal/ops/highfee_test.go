package ops

import (
	"slices"
	"strings"
	"testing"

	"mpool/internal/units"
)

// highs are the findings about high fees, as "severity code".
func highs(plan *Plan) []string {
	var found []string
	for _, f := range plan.Findings {
		if strings.HasSuffix(f.Code, ".high") {
			found = append(found, string(f.Severity)+" "+f.Code)
		}
	}
	return found
}

// The test pool has a swap fee of 0.3% and an AUM fee of 1%.
func TestHighFees(t *testing.T) {
	const day = units.Time(24 * 3600)
	ramp := func(from, to string, length units.Time) Operation {
		return RampSwapFee{Start: testNow, End: testNow + length, From: percent(t, from), To: percent(t, to)}
	}
	set := func(fee string) Operation { return SetSwapFee{percent(t, fee), testNow + day} }
	aum := func(fee string) Operation { return SetAumFee{percent(t, fee)} }
	shielded := testPool() // its fee has risen to 50% and falls
	shielded.Fees.SwapFeeRamp, shielded.Fees.StartSwapFee, shielded.Fees.SwapFee = Ramp{testNow, testNow + 7*day}, percent(t, "50%"), percent(t, "50%")
	dear := testPool()
	dear.Fees.AumFee, dear.Fees.SwapFee, dear.Fees.StartSwapFee, dear.Fees.EndSwapFee = percent(t, "9%"), percent(t, "20%"), percent(t, "20%"), percent(t, "20%")
	swap, aumHigh, shield := []string{"warn fee.high"}, []string{"warn aum.high"}, []string{"note fee.high"}
	cheap := testPool()
	cheap.Fees.AumFee = percent(t, "1%")
	paused := cheap.Clone()
	paused.Pool.SwapEnabled = false
	for name, c := range map[string]struct {
		op   Operation
		pool *Snapshot
		want []string
	}{
		"95%":                       {set("95%"), cheap, swap},
		"fivefold":                  {set("1.5%"), cheap, swap},
		"almost fivefold":           {set("1.4999%"), cheap, nil},
		"fourfold to 1.2%":          {set("1.2%"), cheap, nil},
		"up to 95% over a day":      {ramp("0.3%", "95%", day), cheap, swap},
		"protection of a week":      {ramp("50%", "0.3%", 7*day), paused, shield},
		"protection of two weeks":   {ramp("50%", "0.3%", 14*day), paused, shield},
		"protection of three weeks": {ramp("50%", "0.3%", 21*day), paused, swap},
		"no pause to protect":       {ramp("50%", "0.3%", 7*day), cheap, swap},
		"falls to a high fee":       {ramp("50%", "12%", 7*day), cheap, swap},
		"behind a protection":       {set("12%"), shielded, swap},
		"the end of a protection":   {set("0.3%"), shielded, nil},
		"lowers a high fee":         {set("19%"), dear, nil},
		"aum 95%":                   {aum("95%"), cheap, aumHigh},
		"aum twofold":               {aum("2%"), cheap, aumHigh},
		"aum almost twofold":        {aum("1.9999%"), cheap, nil},
		"aum lower":                 {aum("8%"), dear, nil},
		"aum above 5%":              {aum("9.1%"), dear, aumHigh},
	} {
		if got := highs(planned(t, c.op, c.pool)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestHighFeeSaysMoney(t *testing.T) {
	for _, c := range []struct {
		op   Operation
		want string
	}{
		{SetSwapFee{percent(t, "95%"), testNow + 1000}, "from 0.3% to 95%: traders pay 950 of each 1,000"},
		{SetAumFee{percent(t, "9.00001%")}, "LPs pay at least 90,000.10 a year for each 1,000,000 of TVL"},
	} {
		plan := planned(t, c.op, testPool())
		if !slices.ContainsFunc(plan.Findings, func(f Finding) bool { return strings.Contains(f.Summary, c.want) }) {
			t.Errorf("%+v", plan.Findings)
		}
	}
}

func TestHighFeesOfNewPools(t *testing.T) {
	high := AdviseNewFees(percent(t, "10.01%"), percent(t, "5.01%"))
	if none := AdviseNewFees(percent(t, "10%"), percent(t, "5%")); len(high) != 2 || none != nil {
		t.Errorf("%v, %v", high, none)
	}
}
