using System.Text;

namespace Sweep.Testing;

/// <summary>What a reader gives, while it gives it.</summary>
internal sealed class TextSoFar
{
    private readonly StringBuilder _text = new();

    public TextSoFar(TextReader reader) => All = ReadAsync(reader);

    /// <summary>All of it, once it has ended.</summary>
    public Task<string> All { get; }

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    private async Task<string> ReadAsync(TextReader reader)
    {
        var buffer = new char[1024];
        for (int count; (count = await reader.ReadAsync(buffer)) > 0;)
        {
            lock (_text)
                _text.Append(buffer, 0, count);
        }

        return Text;
    }
}
