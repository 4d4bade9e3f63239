package track17

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is one element of accepted, or the data of a webhook.
type answer struct {
	Number  tracking.Text
	Carrier tracking.Text
	Info    struct {
		Latest struct {
			Status    tracking.Text
			SubStatus tracking.Text `json:"sub_status"`
		} `json:"latest_status"`
		Tracking struct {
			Providers []struct {
				Provider struct{ Name, Alias tracking.Text }
				Latest   tracking.Text `json:"latest_sync_time"`
			}
		}
	} `json:"track_info"`
	Error struct{ Message tracking.Text }
}

// A row is one event.
type row struct {
	ISO         tracking.Text                                `json:"time_iso"`
	UTC         tracking.Text                                `json:"time_utc"`
	Raw         struct{ Date, Time, Timezone tracking.Text } `json:"time_raw"`
	Description tracking.Text
	Location    tracking.Text
	Stage       tracking.Text
	SubStatus   tracking.Text `json:"sub_status"`
}
