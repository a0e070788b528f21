#pragma once
// Loaded before a program by LD_PRELOAD, and steered by its environment alone; see CFaultLayer.c.
