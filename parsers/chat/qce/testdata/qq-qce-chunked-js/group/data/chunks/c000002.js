window.__QCE_CHUNK__ && window.__QCE_CHUNK__({id:"c000002",messages:[
{"id":"msg-2","ts":1787194223000,"uid":"u_demo_2","name":"302","text":"到了","html":"<div class=\"message\"><div class=\"content\">到了</div></div>"}
]})
