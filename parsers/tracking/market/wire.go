package market

import "github.com/duizheng/duizheng/parsers/tracking"

// An answer is that of one of the query services sold on markets: Juhe
// (datetime, remark), Jisu (time, status), Fegine (time, content), the Baidu
// card (time, desc).
type answer struct {
	Com     tracking.Text
	Company tracking.Text
	No      tracking.Text
	Number  tracking.Text
	Type    tracking.Text
	Name    tracking.Text
	Status  tracking.Text
	Deliver tracking.Text `json:"deliverystatus"`
	State   tracking.Text
	Reason  tracking.Text
	Msg     tracking.Text
	Result  *answer
}

// A row is one element of list or context.
type row struct {
	Datetime tracking.Text
	Time     tracking.Text
	Remark   tracking.Text
	Zone     tracking.Text
	Status   tracking.Text
	Content  tracking.Text
	Context  tracking.Text
	Desc     tracking.Text
}
