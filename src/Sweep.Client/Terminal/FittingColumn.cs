using Spectre.Console;

namespace Sweep.Client.Terminal;

/// <summary>A column of a <see cref="FittingTable"/>.</summary>
/// <param name="Heading">Of one or two lines.</param>
/// <param name="Alignment">Words to the left, numbers to the right.</param>
/// <param name="DropOrder">1 is left out first where the terminal is narrow; 0 never.</param>
/// <param name="Least">Cells to which texts may be cut, with an ellipsis, where they do not fit; 0 where they stay whole.</param>
internal sealed record FittingColumn(string Heading, Justify Alignment, int DropOrder = 0, int Least = 0);
