using Spectre.Console.Rendering;

namespace Sweep.Client.Terminal;

/// <summary>Something drawn as on a terminal of at least this width, so that its lines go over the edge rather than to pieces.</summary>
internal sealed class AtLeast(IRenderable inner, int width) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, Math.Max(maxWidth, width));

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, Math.Max(maxWidth, width));
}
