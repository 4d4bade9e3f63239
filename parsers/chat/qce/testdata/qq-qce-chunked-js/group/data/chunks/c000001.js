window.__QCE_CHUNK__ && window.__QCE_CHUNK__({id:"c000001",messages:[
{"id":"msg-1","ts":1787194094000,"uid":"u_demo_me","name":"沈女士","text":"到了吗","html":"<div class=\"message\"><div class=\"content\">到了吗</div></div>"}
]})
