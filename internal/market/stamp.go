package market

// stamp reads a full UTC time, 2006-01-02T15:04:05Z or 2006-01-02 15:04:05, as ParseTime does. It is
// false for any other form, which ParseTime then reads.
func stamp(b []byte, at int) (seconds int64, next int, ok bool) {
	if len(b)-at < 20 {
		return 0, at, false
	}
	cell := (*[20]byte)(b[at : at+20])
	zoned := cell[10] == 'T' && cell[19] == 'Z'
	if cell[4] != '-' || cell[7] != '-' || cell[13] != ':' || cell[16] != ':' || !zoned && cell[10] != ' ' {
		return 0, at, false
	}
	var parts [7]int64
	for i, place := range [7]int{0, 2, 5, 8, 11, 14, 17} {
		tens, ones := cell[place]-'0', cell[place+1]-'0'
		if tens > 9 || ones > 9 {
			return 0, at, false
		}
		parts[i] = int64(tens)*10 + int64(ones)
	}
	year, month, day, hour, minute, second := parts[0]*100+parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]
	if year < 1971 || month < 1 || month > 12 || day < 1 || day > lengthOf(year, month) || hour > 23 || minute > 59 || second > 59 {
		return 0, at, false
	}
	if next = at + 19; zoned {
		next++
	}
	return daysBefore(year, month, day)*86400 + hour*3600 + minute*60 + second, next, true
}

func lengthOf(year, month int64) int64 {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// daysBefore counts the days since 1970-01-01. Its year begins in March, so that a leap day is the
// last day.
func daysBefore(year, month, day int64) int64 {
	if month -= 3; month < 0 {
		month, year = month+12, year-1
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + day - 1 - 719468
}
