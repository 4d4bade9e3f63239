package whatsapp

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/duizheng/duizheng/timeline"
)

// WhatsApp writes its own lines in the language of the phone. The tables below
// hold pieces of them in lower case. They decide only between a person's words
// and the app's: times, counts and bytes do not depend on them.

// notices are pieces of system lines: encryption, group events, calls.
var notices = lines(`
end-to-end encrypt
with end-to-end
security code
created group
created this group
changed the subject
changed the group
changed this group
changed their phone number
changed to +
joined using
joined from the community
was added
you were added
you're now an admin
you're no longer an admin
is a contact
message timer
disappearing messages
uses a secure service
managed by
official business account
waiting for this message
started a call
started a video call
pinned a message
blocked this contact
unblocked this contact
ende-zu-ende-verschlüss
sicherheitsnummer
hat die gruppe
gruppe erstellt
hinzugefügt
hat den betreff
hat das gruppenbild
cifrados de extremo a extremo
cifrado de extremo a extremo
código de seguridad
creó el grupo
cambió el asunto
cambió el ícono
cambió el icono
chiffrés de bout en bout
chiffrement de bout en bout
code de sécurité
a créé le groupe
a modifié l
a changé l
crittografati end-to-end
crittografia end-to-end
codice di sicurezza
ha creato il gruppo
ha cambiato l
criptografadas de ponta a ponta
encriptadas de ponta a ponta
criptografia de ponta a ponta
código de segurança
criou o grupo
mudou o nome do grupo
mudou a imagem
end-to-end versleuteld
beveiligingscode
heeft de groep
защищены сквозным шифрованием
код безопасности
создал группу
создала группу
создал(-а) группу
изменил тему
захищені наскрізним шифруванням
uçtan uca şifre
güvenlik kodu
grubunu oluşturdu
grubu oluşturdu
terenkripsi secara end-to-end
kode keamanan
membuat grup
メッセージと通話はエンドツーエンド暗号化
エンドツーエンドで暗号化
セキュリティコード
グループを作成
グループ「
종단간 암호화
종단 간 암호화
보안 코드
그룹을 만들
进行端到端加密
端到端加密
安全码
安全代码
创建了此群组
创建了群组
创建了该群组
更改了群组
更改了此群
群组主题
端對端加密
安全碼
建立了群組
建立了此群組
變更了群組
更改了群組
مشفرة تمامًا بين الطرفين
رمز الأمان
أنشأ المجموعة
एंड-टू-एंड एन्क्रिप्
zabezpečeny koncovým šifrováním
bezpečnostní kód
szyfrowane end-to-end
szyfrowane od końca do końca
täysin salattuja
päästä päähän -salat
krypterade från ände
totalsträckskrypterade
krypteret ende-til-ende
ende-til-ende-kryptert
מוצפנות מקצה לקצה
เข้ารหัสจากต้นทางถึงปลายทาง
mã hóa đầu cuối
criptate integral
titkosítás
`)

// events are pieces of group events. They are common words, so they count
// only where iOS marks a body as its own.
var events = lines(`
 added 
 removed 
 left
 joined
 created 
 changed
 turned o
 pinned 
你已加入
已加入
加入了
移除了
已移除
退出了
已退出
添加了
已添加
已被添加
建立了
创建了
加入群組
離開了
已離開
新增了
已新增
更改了
變更了
hat die gruppe verlassen
entfernt
salió del grupo
añadió
agregó
a quitté
a ajouté
a retiré
ha aggiunto
ha abbandonato
ha rimosso
saiu
adicionou
removeu
heeft de groep verlaten
toegevoegd
добавил
покинул
удалил(
ekledi
ayrıldı
menambahkan
keluar
が退出
を追加
を削除
나갔습니다
초대했습니다
내보냈습니다
`)

// encryption is how the line about encryption begins; where iOS left out its
// marks, this long line is still no person's.
var encryption = lines(`
Messages and calls are end-to-end
Messages to this chat and calls are
Messages to this group are now secured
Messages you send to this
消息和通话已进行端到端加密
你发送给自己的消息已进行端到端加密
訊息和通話都受到端對端加密
訊息與通話已受端對端加密
訊息和通話已受到端對端加密
Nachrichten und Anrufe sind Ende-zu-Ende
Los mensajes y las llamadas están cifrados
Les messages et les appels sont chiffrés
I messaggi e le chiamate sono crittografati
As mensagens e as chamadas são
As mensagens e as ligações são
メッセージと通話はエンドツーエンド暗号化
메시지와 통화는 종단간 암호화
الرسائل والمكالمات مشفرة
Сообщения и звонки защищены
`)

// calls are whole bodies about calls, which iOS marks as its own.
var calls = lines(`
missed voice call
missed video call
missed group
voice call
video call
silenced voice call
silenced video call
verpasster sprachanruf
verpasster videoanruf
verpasster anruf
sprachanruf
videoanruf
llamada perdida
llamada de voz
videollamada
appel vocal
appel vidéo
appel manqué
chiamata vocale
chiamata persa
videochiamata
chamada de voz
chamada de vídeo
ligação de voz
ligação de vídeo
gemiste
spraakoproep
пропущенный
аудиозвонок
видеозвонок
cevapsız
sesli arama
görüntülü arama
panggilan
不在着信
音声通話
ビデオ通話
부재중
음성통화
영상통화
未接
语音通话
語音通話
视频通话
視訊通話
視像通話
مكالمة
वॉइस कॉल
वीडियो कॉल
zmeškaný
nieodebrane
vastaamaton
missat
ubesvaret
`)

// deleted are whole bodies of messages that somebody took back, deletedByOwner
// of those that the export's owner took back. A full stop may follow.
var deleted = set(`
This message was deleted
Diese Nachricht wurde gelöscht
Se eliminó este mensaje
Este mensaje fue eliminado
Este mensaje se eliminó
Ce message a été supprimé
Questo messaggio è stato eliminato
Essa mensagem foi apagada
Esta mensagem foi apagada
Mensagem apagada
Dit bericht is verwijderd
Данное сообщение удалено
Это сообщение удалено
Сообщение удалено
Це повідомлення було видалено
Це повідомлення видалено
Bu mesaj silindi
Pesan ini telah dihapus
Pesan ini dihapus
このメッセージは削除されました
삭제된 메시지입니다
이 메시지는 삭제되었습니다
这条消息已删除
这条消息已被删除
此消息已删除
此消息已被删除
该消息已删除
此訊息已刪除
此訊息已被刪除
這則訊息已刪除
這則訊息已被刪除
تم حذف هذه الرسالة
यह संदेश हटाया गया था
यह मैसेज मिटाया गया
Tato zpráva byla odstraněna
Tato zpráva byla smazána
Ta wiadomość została usunięta
Ta wiadomość została skasowana
Tämä viesti poistettiin
Det här meddelandet togs bort
Det här meddelandet raderades
Denne besked blev slettet
Denne meldingen ble slettet
הודעה זו נמחקה
ข้อความนี้ถูกลบ
ข้อความนี้ถูกลบแล้ว
Tin nhắn này đã bị xóa
Tin nhắn này đã bị xoá
Acest mesaj a fost șters
Ezt az üzenetet törölték
Αυτό το μήνυμα διαγράφηκε
`)

var deletedByOwner = set(`
You deleted this message
Du hast diese Nachricht gelöscht
Eliminaste este mensaje
Vous avez supprimé ce message
Tu as supprimé ce message
Hai eliminato questo messaggio
Você apagou esta mensagem
Você apagou essa mensagem
Apagou esta mensagem
Je hebt dit bericht verwijderd
U hebt dit bericht verwijderd
Вы удалили данное сообщение
Вы удалили это сообщение
Ви видалили це повідомлення
Bu mesajı sildiniz
Anda menghapus pesan ini
Anda telah menghapus pesan ini
このメッセージを削除しました
あなたはこのメッセージを削除しました
이 메시지를 삭제했습니다
메시지를 삭제했습니다
你删除了这条消息
你已删除这条消息
你删除了此消息
您删除了这条消息
您已删除此消息
你已刪除此訊息
你已刪除這則訊息
您已刪除此訊息
您已刪除這則訊息
أنت حذفت هذه الرسالة
لقد حذفت هذه الرسالة
आपने यह मैसेज मिटाया
Tuto zprávu jste odstranil/a
Tuto zprávu jste odstranili
Tuto zprávu jste smazali
Usunięto tę wiadomość
Poistit tämän viestin
Du tog bort det här meddelandet
Du raderade detta meddelande
Du slettede denne besked
Du slettet denne meldingen
מחקת הודעה זו
คุณลบข้อความนี้
คุณลบข้อความนี้แล้ว
Bạn đã xóa tin nhắn này
Ați șters acest mesaj
Törölted ezt az üzenetet
`)

// edited are the marks behind the text of an edited message.
var edited = lines(`
<this message was edited>
<diese nachricht wurde bearbeitet>
<diese nachricht wurde bearbeitet.>
<se editó este mensaje>
<se editó este mensaje.>
<ce message a été modifié>
<questo messaggio è stato modificato>
<mensagem editada>
<dit bericht is bewerkt>
<данное сообщение изменено>
<сообщение изменено>
<bu mesaj düzenlendi>
<pesan ini diedit>
<pesan ini telah diedit>
<このメッセージは編集されました>
<이 메시지는 수정되었습니다>
<这条消息已编辑>
<此消息已编辑>
<此消息已被编辑>
<消息已编辑>
<此訊息已編輯>
<此訊息已被編輯>
<這則訊息已編輯>
<已編輯此訊息>
<已编辑此消息>
<تم تعديل هذه الرسالة>
<यह मैसेज एडिट किया गया>
<tato zpráva byla upravena>
<ta wiadomość została edytowana>
`)

// omittedPlain are those words that mean nothing else, for exports without
// marks.
var omittedPlain = []string{"omitted", "省略", "略去", "忽略"}

// omitted are pieces of the words for something that was left out, paired with
// what it was (things).
var omitted = lines(`
omit
weggelassen
ausgelassen
ausgeschlossen
nicht enthalten
absent
manquant
retiré
omis
omess
non incluso
non inclusa
ocult
excluíd
não revelad
weggelaten
niet opgenomen
без 
отсутств
не включ
опущен
пропущен
dahil edilmedi
yok
tidak disertakan
dihilangkan
省略
略去
忽略
含まれていません
なし
생략
미포함
제외
لم يتم إدراج
تم حذف الملصقات
تم استبعاد
छोड़
शामिल नहीं
vynechán
pominięto
pominięt
jätetty pois
puuttuu
uteläm
udelad
utelatt
elhagy
παραλείφθηκ
пропусн
ispušten
izpuščen
הושמט
לא נכלל
ไม่รวม
bỏ qua
bị bỏ
null
`)

// attached are the words for a file that came along.
var attached = lines(`
file attached
attached
datei angehängt
angehängt
archivo adjunto
adjunto
fichier joint
pièce jointe
allegato
file allegato
arquivo anexado
ficheiro anexado
anexado
bestand bijgevoegd
bijgevoegd
файл добавлен
прикреплен
прикреплён
вложено
файл додано
додано
dosya ekli
ekli
eklendi
file terlampir
terlampir
添付ファイル
添付
ファイル添付
파일 첨부됨
첨부
첨부됨
文件附件
附件
附件檔案
已附加
附加檔案
檔案附件
文件已附加
مرفق
الملف مرفق
ملف مرفق
फ़ाइल अटैच की गई
संलग्न
soubor byl přiložen
přiloženo
załączono plik
plik dołączony
załączono
tiedosto liitetty
liitetty
bifogad fil
bifogad
vedhæftet fil
vedlagt fil
קובץ מצורף
מצורף
ไฟล์ที่แนบ
แนบ
đính kèm
fișier atașat
csatolt fájl
`)

// things tell the type of what was left out. Longer pieces come first where
// one holds another.
var things = []struct{ piece, kind string }{
	{"sticker", "sticker"}, {"stiker", "sticker"}, {"スタンプ", "sticker"}, {"貼圖", "sticker"}, {"贴图", "sticker"}, {"表情", "sticker"}, {"스티커", "sticker"}, {"стикер", "sticker"}, {"الملصقات", "sticker"}, {"çıkartma", "sticker"}, {"figurinha", "sticker"},
	{"gif", "image"},
	{"video", "video"}, {"vidéo", "video"}, {"vídeo", "video"}, {"ビデオ", "video"}, {"動画", "video"}, {"视频", "video"}, {"影片", "video"}, {"視訊", "video"}, {"동영상", "video"}, {"видео", "video"}, {"الفيديو", "video"},
	{"voice", "voice"}, {"audio", "voice"}, {"áudio", "voice"}, {"音声", "voice"}, {"音频", "voice"}, {"语音", "voice"}, {"音訊", "voice"}, {"語音", "voice"}, {"오디오", "voice"}, {"аудио", "voice"}, {"الصوتية", "voice"}, {"ses", "voice"},
	{"document", "file"}, {"dokument", "file"}, {"documento", "file"}, {"dokumen", "file"}, {"belge", "file"}, {"ドキュメント", "file"}, {"文件", "file"}, {"文档", "file"}, {"檔案", "file"}, {"문서", "file"}, {"документ", "file"}, {"المستند", "file"},
	{"contact", "card"}, {"kontakt", "card"}, {"contacto", "card"}, {"contatto", "card"}, {"contato", "card"}, {"kontak", "card"}, {"連絡先", "card"}, {"联系人", "card"}, {"聯絡人", "card"}, {"名片", "card"}, {"연락처", "card"}, {"контакт", "card"}, {"جهة اتصال", "card"},
	{"image", "image"}, {"imagen", "image"}, {"imagem", "image"}, {"immagine", "image"}, {"bild", "image"}, {"photo", "image"}, {"foto", "image"}, {"gambar", "image"}, {"görüntü", "image"}, {"resim", "image"}, {"afbeelding", "image"}, {"画像", "image"}, {"写真", "image"}, {"图片", "image"}, {"圖片", "image"}, {"照片", "image"}, {"相片", "image"}, {"사진", "image"}, {"이미지", "image"}, {"изображение", "image"}, {"الصورة", "image"}, {"صورة", "image"},
	{"media", "other"}, {"média", "other"}, {"medien", "other"}, {"mídia", "other"}, {"multimedi", "other"}, {"multimédia", "other"}, {"медиа", "other"}, {"medya", "other"}, {"メディア", "other"}, {"미디어", "other"}, {"媒体", "other"}, {"媒體", "other"}, {"影音", "other"}, {"الوسائط", "other"}, {"मीडिया", "other"}, {"מדיה", "other"}, {"phương tiện", "other"}, {"สื่อ", "other"}, {"médi", "other"}, {"medier", "other"}, {"πολυμέσ", "other"}, {"мултимеди", "other"}, {"medij", "other"}, {"multimediál", "other"},
}

// locations are the words before a link to a map.
var mapLinks = []string{"https://maps.google.com/?q=", "https://foursquare.com/v/", "https://maps.apple.com/"}

func lines(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSuffix(l, "\n"); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// isNotice reports whether text is, or begins, a system line.
func isNotice(text string) bool { return containsAny(strings.ToLower(text), notices) }

func containsAny(low string, pieces []string) bool {
	for _, p := range pieces {
		if strings.Contains(low, p) {
			return true
		}
	}
	return false
}

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range lines(s) {
		m[w] = true
	}
	return m
}

// deletedStarts are the first bytes of all bodies of messages taken back.
var deletedStarts = func() map[[8]byte]bool {
	m := map[[8]byte]bool{}
	for _, words := range []map[string]bool{deleted, deletedByOwner} {
		for w := range words {
			m[[8]byte([]byte(w))] = true
		}
	}
	return m
}()

// mayBeDeleted tells most bodies from messages taken back by their first bytes.
func mayBeDeleted[T string | []byte](body T) bool {
	return len(body) >= 8 && len(body) <= 120 && deletedStarts[[8]byte([]byte(body[:8]))]
}

// isDeleted reports whether the whole body is the app's word for a message
// taken back, and whether by the owner of the export.
func isDeleted(body string) (yes, byOwner bool) {
	if len(body) > 120 {
		return false, false
	}
	body = strings.TrimRight(body, ".。")
	if deletedByOwner[body] {
		return true, true
	}
	return deleted[body] || strings.HasPrefix(body, "This message was deleted by admin "), false
}

// cutEdited drops the mark of an edited message from the end of the body.
func cutEdited(body string) (string, bool) {
	if !strings.HasSuffix(body, ">") {
		return body, false
	}
	i := strings.LastIndexByte(body, '<')
	if i < 0 || len(body)-i > 120 {
		return body, false
	}
	low := strings.ToLower(body[i:])
	for _, e := range edited {
		if low == e {
			return trimEnd(body[:i]), true
		}
	}
	return body, false
}

// attachments reads the placeholders of a body. app is true when iOS marks the
// body as its own.
func attachments(body string, app bool) []timeline.Attachment {
	first, _, _ := strings.Cut(body, "\n")
	if name, ok := namedFile(first); ok {
		return []timeline.Attachment{{Name: name, Type: typeOf(name)}}
	}
	if kind, ok := leftOut(first, app); ok && first == body {
		return []timeline.Attachment{{Type: kind}}
	}
	if !strings.Contains(body, "://") {
		return nil
	}
	for _, link := range mapLinks {
		if i := strings.Index(body, link); i >= 0 {
			return []timeline.Attachment{{Name: strings.TrimSpace(cutLine(body[i:])), Type: "location"}}
		}
	}
	return nil
}

func cutLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// namedFile reads "<attached: f.jpg>", "<附件：f.jpg>", "f.jpg <attached>",
// "f.jpg (file attached)", "a.pdf • 1 page <attached: b.pdf>".
func namedFile(line string) (string, bool) {
	line = trimEnd(line)
	switch {
	case strings.HasSuffix(line, ">"):
		i := strings.LastIndexByte(line, '<')
		if i < 0 {
			return "", false
		}
		inner := line[i+1 : len(line)-1]
		if word, name, ok := cutColon(inner); ok {
			return name, hasExt(name) && utf8.RuneCountInString(word) <= 20
		}
		name := clean(line[:i])
		return name, hasExt(name) && isAttached(inner)
	case strings.HasSuffix(line, ")"), strings.HasSuffix(line, "）"):
		i := max(strings.LastIndexByte(line, '('), strings.LastIndex(line, "（"))
		if i <= 0 {
			return "", false
		}
		name := clean(line[:i])
		inner := strings.Trim(line[i:], "()（）")
		return name, hasExt(name) && (isAttached(inner) || ownName(name))
	}
	return "", false
}

// trimEnd drops marks and spaces from the end.
func trimEnd(s string) string {
	for {
		r, n := utf8.DecodeLastRuneInString(s)
		if r != ' ' && !isMark(r) {
			return s
		}
		s = s[:len(s)-n]
	}
}

func cutColon(s string) (word, name string, ok bool) {
	i := strings.IndexAny(s, ":：")
	if i < 0 {
		return "", "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return clean(s[:i]), clean(s[i+n:]), true
}

func clean(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return isMark(r) || r == ' ' })
}

func isAttached(s string) bool {
	low := strings.ToLower(clean(s))
	for _, w := range attached {
		if low == w {
			return true
		}
	}
	return false
}

// ownName reports whether WhatsApp gave the file its name (IMG-20260306-WA0000.jpg).
func ownName(name string) bool {
	i := strings.Index(name, "-WA")
	return i > 0 && i+3 < len(name) && name[i+3] >= '0' && name[i+3] <= '9'
}

func hasExt(name string) bool {
	e := path.Ext(name)
	return len(e) > 1 && len(e) <= 9 && !strings.ContainsAny(e, " /\\")
}

var types = map[string]string{"jpg": "image", "jpeg": "image", "png": "image", "heic": "image", "gif": "image", "webp": "sticker",
	"mp4": "video", "mov": "video", "3gp": "video", "avi": "video", "mkv": "video", "opus": "voice", "ogg": "voice", "m4a": "voice",
	"mp3": "voice", "aac": "voice", "amr": "voice", "wav": "voice", "vcf": "card"}

func typeOf(name string) string {
	if t := types[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]; t != "" {
		return t
	}
	return "file"
}

// leftOut reads "<Media omitted>" and, in a body of the app's own or one that
// is nothing but the words, "image omitted", "圖片已省略", and the same behind
// a document's name.
func leftOut(line string, app bool) (kind string, ok bool) {
	if len(line) > 160 {
		return "", false
	}
	words, inner := omitted, line
	switch i := lastMark(line); {
	case strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">"):
		inner = line[1 : len(line)-1]
	case i > 0:
		inner = line[i:]
	case app:
	case line == "null":
		return "other", true
	case len(line) > 30 || strings.Count(line, " ") > 1:
		return "", false
	default:
		words = omittedPlain
	}
	low := strings.ToLower(clean(inner))
	if !containsAny(low, words) {
		return "", false
	}
	for _, t := range things {
		if strings.Contains(low, t.piece) {
			return t.kind, true
		}
	}
	return "", false
}

// lastMark is where the text behind the last invisible mark begins, 0 if there
// is none.
func lastMark(s string) int {
	at := 0
	if strings.IndexByte(s, 0xe2) < 0 { // the first byte of all marks but the byte order mark
		return 0
	}
	for i, r := range s {
		if isMark(r) {
			at = i + utf8.RuneLen(r)
		}
	}
	if at == len(s) {
		return 0
	}
	return at
}
