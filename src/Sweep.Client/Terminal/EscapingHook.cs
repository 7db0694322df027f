using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sweep.Client.Terminal;

/// <summary>
/// The last step before Spectre.Console writes: whatever would steer the terminal is escaped, but for Spectre's own control codes. Attached first,
/// because the hooks of live pictures, which come later, are processed before it.
/// </summary>
internal sealed class EscapingHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) =>
        renderables.Select(renderable => new Escaped(renderable));

    private sealed class Escaped(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).Select(Escape);

        private static Segment Escape(Segment segment) =>
            segment.IsControlCode || segment.IsLineBreak || Printable.IsPlain(segment.Text)
                ? segment
                : new Segment(Printable.Whole(segment.Text), segment.Style);
    }
}
