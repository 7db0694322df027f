namespace Sweep.Core.Analysis;

/// <summary>A straight piece of a line of the plane, from one point to another.</summary>
public readonly record struct PlaneSegment(double FromX, double FromY, double ToX, double ToY);
