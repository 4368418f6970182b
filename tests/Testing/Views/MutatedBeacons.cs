using System.Text;
using System.Text.Json;

namespace EngagementPipeline.Testing.Views;

/// <summary>Bodies that a page might send, damaged in every way that comes to mind. The same seed gives the same bodies.</summary>
public sealed class MutatedBeacons(string story, int seed)
{
    private static readonly string[] Values =
    [
        "-1", "0", "1", "50", "201", "2147483647", "2147483648", "-2147483649", "99999999999999999999999999", "1e308", "1e999", "-0", "0.5", "01", "NaN",
        "null", "true", "\"\"", "\"x\"", "[]", "{}", "[1,2,3]", "[-1]", "[0,0,0]", "[199,200,201]", "[1e9]", "[[[[]]]]", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"😀\"",
        "\"<script>\"", "\"../../etc\"", "\"' or 1=1\"", "\"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f\"", "\"{00000000-0000-0000-0000-000000000000}\"",
    ];

    private static readonly string[] Fields = ["id", "story", "version", "seq", "via", "activeMs", "cards", "done", "interactions", "ID", "__proto__", "", "x", "\\ud800", "\\u0069d"];

    private readonly Random _random = new(seed);

    public (byte[] Body, string? ContentType) Next()
    {
        var text = Body();
        var bytes = _random.Next(40) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            2 => Encoding.Latin1.GetBytes(text + "é"),
            3 => [],
            4 => Encoding.UTF8.GetBytes(new string('[', _random.Next(1, 16_000))),
            5 => Encoding.UTF8.GetBytes(new string(' ', _random.Next(16_000, 17_500)) + text),
            _ => Encoding.UTF8.GetBytes(text),
        };
        for (var damage = _random.Next(4); damage > 1 && bytes.Length > 0; damage--)
            bytes = Damage(bytes);
        return (bytes, _random.Next(30) switch { 0 => "application/json", 1 => "text/html", 2 => "text/plain;charset=utf-16", 3 => null, _ => "text/plain" });
    }

    private string Body() => _random.Next(10) switch
    {
        0 => $"[{string.Join(',', Enumerable.Range(0, _random.Next(0, 53)).Select(_ => Record()))}]",
        1 => $"{Record()}{Record()}",
        2 => $"{{\"a\":{Record()}}}",
        _ => Record(),
    };

    private string Record()
    {
        var fields = new List<(string Name, string Value)>
        {
            ("id", JsonSerializer.Serialize(Id())), ("story", $"\"{story}\""), ("version", "1"), ("seq", "0"), ("activeMs", $"{_random.Next(100_000)}"),
            ("cards", "[0]"), ("done", "false"), ("interactions", "0"),
        };
        for (var change = _random.Next(3); change > 0; change--)
        {
            var at = _random.Next(fields.Count);
            switch (_random.Next(4))
            {
                case 0: fields[at] = (fields[at].Name, Values[_random.Next(Values.Length)]); break;
                case 1: fields[at] = (Fields[_random.Next(Fields.Length)], fields[at].Value); break;
                case 2: fields.Add((Fields[_random.Next(Fields.Length)], Values[_random.Next(Values.Length)])); break;
                default: fields.RemoveAt(at); break;
            }
        }

        return $"{{{string.Join(',', fields.Select(field => $"\"{field.Name}\":{field.Value}"))}}}";
    }

    private string Id()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var length = _random.Next(20) == 0 ? _random.Next(40) : 20;
        return new string([.. Enumerable.Range(0, length).Select(_ => alphabet[_random.Next(alphabet.Length)])]);
    }

    private byte[] Damage(byte[] bytes)
    {
        var at = _random.Next(bytes.Length);
        switch (_random.Next(4))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], .. bytes[_random.Next(bytes.Length)..]];
            default:
                return [.. bytes[..at], (byte)_random.Next(256), .. bytes[at..]];
        }
    }
}
