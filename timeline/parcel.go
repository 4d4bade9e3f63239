package timeline

// A Parcel is a thing sent, with its waybills.
type Parcel struct {
	ID string `json:"id"`
	// Numbers are its waybill numbers, the first one first; the others are
	// aliases (forwarded 新单号, second leg).
	Numbers []string `json:"numbers"`
	Carrier string   `json:"carrier"`
	// Carriers are the candidates while no record decides.
	Carriers []string `json:"carriers,omitempty"`
	// Complainant is true when the parcel is the complainant's own (JUDGEMENT 1.1).
	Complainant bool `json:"complainant"`
	// Recorded is true when a courier's record of it was imported.
	Recorded bool `json:"recorded"`
	// Status is that of the last scan that bounds something.
	Status   ScanStatus `json:"status,omitempty"`
	Events   int        `json:"events"`
	Findings int        `json:"findings"`
	Time     Moment     `json:"time"` // from the first to the last dated event
}

// Number is the parcel's first waybill number, or "".
func (p Parcel) Number() string {
	if len(p.Numbers) == 0 {
		return ""
	}
	return p.Numbers[0]
}

// A ParcelLink ties one statement or scan of an event to a parcel.
type ParcelLink struct {
	Event string `json:"event"`
	// Statement is the index within the event's statements, -1 for a scan.
	Statement int    `json:"statement"`
	Parcel    string `json:"parcel"`
	Link      Link   `json:"link"`
	// Ambiguous is true when more than one parcel would fit: such a link gives
	// possible findings only.
	Ambiguous bool `json:"ambiguous,omitempty"`
}
