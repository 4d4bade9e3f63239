package waybill

import "testing"

func TestCarrier(t *testing.T) {
	for written, want := range map[string]string{"圆通速递": "yto", "yuantong": "yto", "YTO": "yto", "中通快递": "zto", "順豐速運": "sf", "China Post": "chinapost",
		"huitongkuaidi": "best", "HHTT": "jt", "EMS": "ems", "UPS": "ups", "FedEx": "fedex", "Lasership": "lasership", "": ""} {
		if got := Carrier(written); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}
