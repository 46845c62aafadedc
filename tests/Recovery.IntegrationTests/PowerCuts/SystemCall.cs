namespace Personalization.Journeys.Recovery.IntegrationTests.PowerCuts;

/// <summary>One call of a traced process, as far as files and sockets are concerned.</summary>
/// <param name="Began">Its place in the order of everything that began or ended.</param>
/// <param name="Ended">Likewise; equal to <paramref name="Began"/> when nothing came between.</param>
/// <param name="Path">Of the file that its descriptor stands for, or the first path among its arguments.</param>
/// <param name="Data">What it wrote or sent.</param>
/// <param name="Numbers">Its plain numbers after the data: length, offset.</param>
internal sealed record SystemCall(int Began, int Ended, string Name, string Path, byte[] Data, IReadOnlyList<long> Numbers, long Result, bool Creates);
