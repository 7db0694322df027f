using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweep.Client.Terminal;

/// <summary>A line in pieces of several styles that is cut at the terminal's edge, never wrapped.</summary>
internal sealed class OneLine : Renderable
{
    private readonly List<Segment> _segments = [];

    public OneLine Add(string text, Style? style = null)
    {
        if (text.Length > 0)
            _segments.Add(new Segment(Printable.Whole(text), style ?? Style.Plain));
        return this;
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var room = maxWidth;
        foreach (var segment in _segments)
        {
            var cells = segment.CellCount();
            if (cells <= room)
            {
                room -= cells;
                yield return segment;
                continue;
            }

            if (room > 1 && Segment.Truncate(segment, room - 1) is { } cut)
                yield return cut;
            if (room > 0)
                yield return new Segment("…", segment.Style);
            break;
        }

        yield return Segment.LineBreak;
    }
}
