namespace Sweep.Core.Specs.Reading;

/// <summary>A value as written in a spec, YAML or JSON alike, with its 1-based place.</summary>
internal abstract class SpecNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>How messages show the value.</summary>
    public abstract string Show();

    /// <summary>True for YAML's and JSON's null, and for a value left out.</summary>
    public virtual bool IsNull => false;

    /// <summary>Text in quotes is text, whatever it looks like; text without them may be a number, null or a word.</summary>
    public sealed class Scalar(string text, bool isQuoted, int line, int column) : SpecNode(line, column)
    {
        public string Text { get; } = text;

        public bool IsQuoted { get; } = isQuoted;

        public override bool IsNull => !IsQuoted && (Text is "" or "~" or "null" or "Null" or "NULL");

        public override string Show() => IsQuoted ? $"\"{Shown.Of(Text)}\"" : Shown.Of(Text);
    }

    public sealed class List(List<SpecNode> items, int line, int column) : SpecNode(line, column)
    {
        public List<SpecNode> Items { get; } = items;

        public override string Show() => "a list";
    }

    public sealed class Map(List<(SpecNode Key, SpecNode Value)> entries, int line, int column) : SpecNode(line, column)
    {
        public List<(SpecNode Key, SpecNode Value)> Entries { get; } = entries;

        /// <summary>The value of the first such key; null where there is none.</summary>
        public SpecNode? this[string key] => Entries.Find(entry => entry.Key is Scalar { Text: var text } && text == key).Value;

        public override string Show() => "a mapping";
    }

    /// <summary>Stands where an error was reported already; nothing more is said about it.</summary>
    public sealed class Broken(int line, int column) : SpecNode(line, column)
    {
        public override string Show() => "";
    }
}
